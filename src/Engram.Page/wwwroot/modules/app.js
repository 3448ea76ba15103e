// Starts the page: with the data that stand in the file itself, or with those of the server that sent it.
const embedded = document.getElementById("engram-data");
document.getElementById("app").textContent = embedded ? "Engram (offline)" : "Engram";
