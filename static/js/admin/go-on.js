// Goes on by itself to the form with what somebody had typed; the button is for those without it.
document.querySelector("form[data-go-on]")?.submit();
