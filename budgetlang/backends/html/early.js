(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("budget-theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch (blocked) { /* storage may be forbidden; then the system's choice stands */ }
})();
