"""Views, one module a noun: find the rows with a queryset method, print them."""
