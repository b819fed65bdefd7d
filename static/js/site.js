// What scripts do for readers, on every page; without them nothing is missing. In production these
// files become one (articles/public/static_files.py).
import "./suggest.js";
import "./read-aloud.js";
import "./share.js";
