"""What a browser would send for a form, read from the page itself."""

from html.parser import HTMLParser


def fields_of(response):
    """Return what the longest form in `response` sends as it stands, as a dict."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return max(reader.forms, key=len)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = []
        self.select = self.textarea = None

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        name = found.get("name")
        match tag:
            case "form":
                self.forms.append({})
            case "input" if name and self.forms:
                kind = found.get("type", "text")
                is_sent = kind in ("checkbox", "radio") and "checked" in found
                if is_sent or kind not in ("checkbox", "radio", "submit", "button", "file"):
                    self.forms[-1][name] = found.get("value", "on" if is_sent else "")
            case "textarea":
                self.textarea = name
                self.forms[-1][name] = ""
            case "select" if name:
                self.select = name
            case "option" if self.select and "selected" in found:
                self.forms[-1][self.select] = found.get("value", "")
            case "option" if self.select:
                self.forms[-1].setdefault(self.select, found.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "textarea":
            # The first line end is the browser's.
            self.forms[-1][self.textarea] = self.forms[-1][self.textarea].removeprefix("\r\n")
            self.textarea = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.textarea:
            self.forms[-1][self.textarea] += data.replace("\r\n", "\n").replace("\n", "\r\n")
