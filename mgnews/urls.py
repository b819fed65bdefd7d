"""Two doors: the editors' under /admin/, the readers' everywhere else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.public.urls")),
]

handler400 = "articles.public.views.errors.bad_request"
handler403 = "articles.public.views.errors.forbidden"
handler404 = "articles.public.views.errors.not_found"
handler500 = "articles.public.views.errors.server_error"
