"use strict";
// The page works without this; with it a file can be dropped, and it says that a check is going on.
const form = document.getElementById("check");
const file = document.getElementById("file");
const busy = document.getElementById("busy");
document.getElementById("drop").hidden = false;
for (const name of ["dragover", "drop"]) {
  form.addEventListener(name, (event) => event.preventDefault());
}
form.addEventListener("dragover", () => form.classList.add("over"));
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  form.classList.remove("over");
  if (event.dataTransfer.files.length) {
    file.files = event.dataTransfer.files;
  }
});
form.addEventListener("submit", (event) => {
  busy.hidden = event.submitter !== null && !["html", "help"].includes(event.submitter.value);
});
window.addEventListener("pageshow", () => { busy.hidden = true; });
