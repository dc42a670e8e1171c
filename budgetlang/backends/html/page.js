(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  var one = function (selector, within) { return (within || document).querySelector(selector); };
  var data = JSON.parse(document.getElementById("data").textContent);
  var words = data.words;
  var fill = function (text, values) { return text.replace(/\{(\w+)\}/g, function (_, key) { return values[key]; }); };
  var make = function (tag, text, className) {
    var element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  var later = function (action, wait) {
    var timer;
    return function () { clearTimeout(timer); timer = setTimeout(action, wait); };
  };
  all(".n").forEach(function (number) {
    number.tabIndex = 0;
    number.setAttribute("role", "button");
    number.setAttribute("aria-haspopup", "dialog");
  });
  all(".bar [hidden], .hint").forEach(function (element) { element.hidden = false; });

  /* colours */
  (function () {
    var button = one(".theme");
    var system = matchMedia("(prefers-color-scheme: dark)");
    var dark = function () { return root.dataset.theme ? root.dataset.theme === "dark" : system.matches; };
    var show = function () { button.setAttribute("aria-pressed", String(dark())); };
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("budget-theme", root.dataset.theme); } catch (blocked) { /* for this visit only */ }
      show();
    });
    system.addEventListener("change", show);
    show();
  })();

  /* contents: a drawer on small screens, and a mark at the place that is being read */
  (function () {
    var nav = document.getElementById("contents");
    var button = one(".menu");
    var set = function (open) {
      if (nav.classList.contains("open") === open) return;
      nav.classList.toggle("open", open);
      document.body.classList.toggle("veiled", open);
      all("main, .cover, .bar, footer").forEach(function (part) { part.inert = open; });
      button.setAttribute("aria-expanded", String(open));
      var target = open ? one("[aria-current]", nav) || one("a", nav) : button;
      if (target) target.focus();
    };
    button.addEventListener("click", function (event) { event.stopPropagation(); set(true); });
    document.addEventListener("click", function (event) {
      if (!nav.contains(event.target) || event.target.closest("a")) set(false);
    });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") set(false); });

    var links = new Map(all("a", nav).map(function (link) { return [decodeURIComponent(link.hash.slice(1)), link]; }));
    var places = Array.from(links.keys()).map(function (id) { return document.getElementById(id); });
    var mark = function () {
      var current = null;
      var low = 0, high = places.length - 1;
      while (low <= high) {
        var middle = (low + high) >> 1;
        if (places[middle].getBoundingClientRect().top < innerHeight / 3) { current = places[middle]; low = middle + 1; } else high = middle - 1;
      }
      var link = current && links.get(current.id);
      var old = one("[aria-current]", nav);
      if (old === link) return;
      if (old) old.removeAttribute("aria-current");
      if (!link) return;
      link.setAttribute("aria-current", "location");
      if (link.offsetTop < nav.scrollTop || link.offsetTop > nav.scrollTop + nav.clientHeight - 60) nav.scrollTop = link.offsetTop - nav.clientHeight / 3;
    };
    addEventListener("scroll", later(mark, 80), { passive: true });
    mark();
  })();

  /* forms: folded on the screen, open on paper and where a link leads */
  (function () {
    var forms = all("details.form");
    var folded = [];
    if (forms.length > 3) forms.forEach(function (form) { form.open = false; });
    var follow = function () {
      var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.matches("details.form")) { target.open = true; target.scrollIntoView(); }
    };
    addEventListener("hashchange", follow);
    follow();
    addEventListener("beforeprint", function () {
      folded = forms.filter(function (form) { return !form.open; });
      folded.forEach(function (form) { form.open = true; });
    });
    addEventListener("afterprint", function () { folded.forEach(function (form) { form.open = false; }); });
  })();

  /* tables: what fits needs no scrolling and keeps its head in view; copying; arrow keys */
  (function () {
    var regions = all(".region");
    var measure = function () {
      var fits = regions.map(function (region) { return region.firstElementChild.offsetWidth <= region.clientWidth + 1; });
      regions.forEach(function (region, index) {
        region.classList.toggle("fits", fits[index]);
        if (fits[index]) region.removeAttribute("tabindex"); else region.tabIndex = 0;
      });
    };
    measure();
    addEventListener("resize", later(measure, 120));
    document.addEventListener("toggle", measure, true);

    all(".sheet:not(.form) > .region").forEach(function (region) {
      var button = make("button", words.copy, "copy");
      button.type = "button";
      button.addEventListener("click", function () {
        var lines = all("tr", region).map(function (row) {
          return Array.from(row.cells).map(function (cell) {
            return cell.textContent.replace(/\s+/g, " ") + "\t".repeat(cell.colSpan - 1);
          }).join("\t");
        });
        navigator.clipboard.writeText(lines.join("\n")).then(function () { button.textContent = words.copied; });
      });
      if (navigator.clipboard) region.after(button);
    });

    /* one tab stop a table; the arrow keys move from number to number */
    all("main table").forEach(function (table) {
      all(".n", table).forEach(function (button, index) { button.tabIndex = index ? -1 : 0; });
    });
    var moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    document.addEventListener("keydown", function (event) {
      var move = moves[event.key];
      var here = event.target.closest && event.target.closest("table .n");
      if (!move || !here || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      var box = here.getBoundingClientRect();
      var best = null, least = Infinity;
      all(".n", here.closest("table")).forEach(function (other) {
        var rect = other.getBoundingClientRect();
        if (other === here || !rect.width) return;
        var dx = rect.right - box.right, dy = rect.top - box.top;
        var along = move[0] ? dx * move[0] : dy * move[1];
        var aside = Math.abs(move[0] ? dy : dx);
        if (along > 2 && along + aside * 8 < least) { least = along + aside * 8; best = other; }
      });
      if (!best) return;
      here.tabIndex = -1;
      best.tabIndex = 0;
      best.focus();
    });
  })();

  /* where a number comes from */
  (function () {
    var STEP = 50;
    var panel = document.getElementById("origin");
    var inside = one(".inside", panel);
    var close = one(".close", panel);
    var opener = null;

    var column = function (cell) {
      var ids = (cell.getAttribute("headers") || "").split(" ").filter(Boolean);
      if (ids.length) return ids.map(function (id) { return document.getElementById(id).textContent; });
      var heads = all("th", cell.parentElement).filter(function (th) { return th.compareDocumentPosition(cell) & 4; });
      var head = one("thead tr", cell.closest("table"));
      var top = head && head.cells[cell.cellIndex];
      return (top ? [top] : []).concat(heads).map(function (th) { return th.textContent; });
    };
    var place = function (button) {
      var cell = button.closest("td, th");
      var part = button.closest(".sheet") || button.closest("section");
      var title = one("h2, h3, h4, h5, h6", part);
      return [title ? title.textContent : ""].concat(cell ? column(cell) : []).filter(Boolean).join(" · ");
    };
    var rounding = function (text, origin) {
      if (origin[3] !== null) return words.claimed;
      var digits = function (value) { return (value.replace(/[,，]/g, "").match(/-?\d+(\.\d+)?/) || [""])[0]; };
      var printed = digits(text), exact = digits(origin[1]);
      if (!printed || !exact) return "";
      if (Number(printed) === Number(exact)) return words.unrounded;
      var unit = Math.pow(10, -(printed.split(".")[1] || "").length);
      return Math.abs(Math.abs(Number(printed)) - Math.abs(Number(exact))) <= unit * 0.500001 ? words.rounded : "";
    };
    var line = function (fact) {
      var item = make("li");
      item.append(make("b", fact[2]), make("span", fact[3]), make("code", fact[0] + ":" + fact[1]));
      return item;
    };
    var list = function (indices) {
      var box = make("div"), items = make("ul", undefined, "made");
      var count = make("p", undefined, "count"), more = make("button", undefined, "more");
      var shown = 0;
      more.type = "button";
      var grow = function () {
        indices.slice(shown, shown + STEP).forEach(function (index) { items.append(line(data.facts[index])); });
        shown = Math.min(indices.length, shown + STEP);
        var rest = indices.length - shown;
        count.textContent = fill(rest ? words.shown_facts : words.total_facts, { n: indices.length, k: shown });
        more.textContent = fill(words.show_more, { k: Math.min(rest, STEP) });
        more.hidden = !rest;
      };
      more.addEventListener("click", function () {
        var first = shown;
        grow();
        items.children[first].tabIndex = -1;
        items.children[first].focus({ preventScroll: true });
      });
      grow();
      box.append(items, count, more);
      return box;
    };
    var build = function (button) {
      var origin = data.origins[Number(button.dataset.o)];
      var facts = make("dl");
      [["place", place(button)], ["rule", origin[0]], ["exact", origin[1]], ["rounding", rounding(button.textContent, origin)]].forEach(function (pair) {
        if (pair[1]) facts.append(make("dt", words[pair[0]]), make("dd", pair[1]));
      });
      inside.replaceChildren(make("p", button.textContent, "big"), facts);
      if (origin[3] !== null) {
        var claim = make("ul", undefined, "made");
        claim.append(line(data.facts[origin[3]]));
        inside.append(make("h3", words.published), claim);
      }
      inside.append(make("h3", words.made_of), origin[2].length ? list(origin[2]) : make("p", words.no_facts, "count"));
      panel.scrollTop = 0;
    };
    var position = function () {
      var box = opener.getBoundingClientRect(), wide = panel.offsetWidth, high = panel.offsetHeight;
      var below = innerHeight - box.bottom - 16;
      var top = below >= high || below >= box.top - 64 ? box.bottom + 8 : box.top - high - 8;
      panel.style.top = Math.max(8, top + scrollY) + "px";
      panel.style.left = Math.max(16, Math.min(box.left + box.width / 2 - wide / 2, root.clientWidth - wide - 16)) + "px";
    };
    var reveal = function () {
      var box = opener.getBoundingClientRect(), cover = panel.getBoundingClientRect();
      if (getComputedStyle(panel).position === "fixed" && box.bottom > cover.top) scrollBy(0, box.bottom - cover.top + 40);
    };
    var shut = function (back) {
      if (!opener) return;
      var button = opener;
      opener = null;
      button.removeAttribute("aria-expanded");
      var next = back ? button : document.activeElement;
      panel.close();  /* this moves the focus too, and not always to where the reader went */
      next.focus();
    };
    var open = function (button) {
      shut(false);
      opener = button;
      button.setAttribute("aria-expanded", "true");
      build(button);
      var x = scrollX, y = scrollY;
      panel.show();
      scrollTo(x, y);  /* showing moves the focus, and that may have scrolled to where the panel was */
      position();
      reveal();
      close.focus({ preventScroll: true });
    };
    close.addEventListener("click", function () { shut(true); });
    document.addEventListener("click", function (event) {
      var button = event.target.closest(".n");
      if (button) { if (button === opener) shut(true); else open(button); } else if (!panel.contains(event.target)) shut(false);
    });
    document.addEventListener("keydown", function (event) {
      if ((event.key === "Enter" || event.key === " ") && event.target.matches(".n")) {
        event.preventDefault();
        event.target.click();
      }
      if (!opener) return;
      if (event.key === "Escape") { event.preventDefault(); shut(true); return; }
      if (event.key !== "Tab" || !panel.contains(document.activeElement)) return;
      var stops = all("button:not([hidden])", panel);
      var edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (document.activeElement === edge || stops.indexOf(document.activeElement) < 0) { event.preventDefault(); shut(true); }
    });
    addEventListener("resize", later(function () { if (opener) position(); }, 100));
  })();

  /* search: hides what does not match, keeps the headings above what does */
  (function () {
    var input = document.getElementById("search");
    var status = document.getElementById("status");
    var nothing = one(".nothing");
    var main = document.getElementById("main");
    var fold = function (text) { return text.normalize("NFKC").toLowerCase().replace(/(\d),(?=\d{3})/g, "$1").replace(/\s+/g, " "); };
    var index = null;
    var opened = [];

    var prepare = function () {
      var take = function (element) { return { element: element, text: fold(element.textContent) }; };
      return all("section", main).map(function (section) {
        return {
          element: section,
          title: take(section.firstElementChild),
          parts: Array.from(section.children).slice(1).filter(function (child) { return child.tagName !== "SECTION"; }).map(function (child) {
            var part = take(child);
            part.rows = child.matches(".sheet") && !one("table[data-whole]", child) ? all("tbody tr", child).map(take) : [];
            part.title = child.matches(".sheet") ? take(one("h3, h4, h5, h6", child)) : null;
            return part;
          })
        };
      });
    };
    var level = function (row) { return Number(row.element.dataset.l || 0); };
    var filterRows = function (part, matches) {
      var hits = 0, keep = new Set(), path = [];
      part.rows.forEach(function (row) {
        path = path.filter(function (above) { return level(above) < level(row); });
        if (matches(row)) { hits += 1; keep.add(row); path.forEach(function (above) { keep.add(above); }); }
        path.push(row);
      });
      part.rows.forEach(function (row) { row.element.hidden = hits > 0 && !keep.has(row); });
      return hits;
    };
    var filterSection = function (entry, matches) {
      var hits = 0;
      var whole = matches(entry.title);
      entry.parts.forEach(function (part) {
        var titled = part.title && matches(part.title);
        var found = part.rows.length && !titled ? filterRows(part, matches) : matches(part) ? 1 : 0;
        if (titled) part.rows.forEach(function (row) { row.element.hidden = false; });
        if (found && part.element.matches("details:not([open])")) { part.element.open = true; opened.push(part.element); }
        part.element.hidden = !found && !whole;
        hits += found;
      });
      entry.kept = hits > 0 || whole;
      return hits || (whole ? 1 : 0);
    };
    var paint = function (terms) {
      if (!window.CSS || !CSS.highlights) return;
      CSS.highlights.clear();
      if (!terms.length) return;
      var ranges = [], walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), node;
      while ((node = walker.nextNode()) && ranges.length < 2000) {
        if (node.parentElement === nothing) continue;
        var text = node.data.toLowerCase();
        terms.forEach(function (term) {
          for (var at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
            var range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + term.length);
            ranges.push(range);
          }
        });
      }
      CSS.highlights.set("found", new Highlight(...ranges));
    };
    var clear = function () {
      all("[hidden]", main).forEach(function (element) { element.hidden = false; });
      all(".more", main).forEach(function (element) { element.hidden = false; });
      opened.forEach(function (form) { form.open = false; });
      opened = [];
      nothing.hidden = true;
      root.classList.remove("searching");
    };
    var contents = function () {
      all("#contents li").forEach(function (item) {
        var target = document.getElementById(decodeURIComponent(one("a", item).hash.slice(1)));
        item.hidden = Boolean(target && target.closest("[hidden]"));
      });
    };
    var run = function () {
      var terms = fold(input.value.trim()).split(" ").filter(Boolean);
      index = index || prepare();
      clear();
      status.textContent = "";
      if (terms.length) {
        var matches = function (item) { return terms.every(function (term) { return item.text.indexOf(term) >= 0; }); };
        var total = index.reduce(function (sum, entry) { return sum + filterSection(entry, matches); }, 0);
        index.slice().reverse().forEach(function (entry) {
          var inner = Array.from(entry.element.children).some(function (child) { return child.tagName === "SECTION" && !child.hidden; });
          entry.element.hidden = !entry.kept && !inner;
        });
        root.classList.add("searching");
        status.textContent = fill(words.hits, { n: total });
        nothing.textContent = fill(words.no_hits, { q: input.value.trim() });
        nothing.hidden = total > 0;
        scrollTo(0, 0);
      }
      contents();
      paint(terms);
    };
    input.addEventListener("input", later(run, 150));
    input.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && input.value) { event.preventDefault(); input.value = ""; run(); }
    });
    addEventListener("keydown", function (event) {
      if (event.key === "/" && !event.target.closest("input, textarea")) { event.preventDefault(); input.focus(); }
    });
  })();
})();
