"use strict";
// Nothing is kept: no cookie, no storage, no request. The index of the search is a file beside the pages.

const form = document.querySelector("form");
const input = form.querySelector("input");
const found = form.querySelector(".found");
const pages = document.querySelector(".pages details");
const MOST = 12;

// What was open is not one step back in this window.
document.querySelector(".leave").addEventListener("click", (event) => {
  event.preventDefault();
  location.replace("about:blank");
});

// The list of pages is closed where it would be above the text.
const narrow = matchMedia("(max-width: 62rem)");
const fold = () => { pages.open = !narrow.matches; };
narrow.addEventListener("change", fold);
fold();
document.querySelector(".pages [aria-current]")?.scrollIntoView({ block: "nearest" });

function loadIndex() {
  if (document.querySelector("script.index")) return;
  const script = document.createElement("script");
  script.className = "index";
  script.src = `${document.body.dataset.root}/search_index.js`;
  script.addEventListener("load", search);
  document.head.append(script);
}

// Each word must be there: in the title of a page or a section (worth more), or in the text. A page for
// developers, and the list of all pages, come after the others.
const LATER = /^(index|[A-Z]+|developers\/.*|decisions\/.*)\.html/;

function rank(section, words) {
  const title = section.title.toLowerCase();
  const text = section.text.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const starts = new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[^\p{L}\p{N}]/gu, "\\$&")}`, "iu");
    if (starts.test(title)) sum += 20;
    else if (title.includes(word)) sum += 10;
    else if (starts.test(text)) sum += 2;
    else if (text.includes(word)) sum += 1;
    else return 0;
  }
  return LATER.test(section.location) ? sum / 100 : sum;
}

function cut(text, word) {
  const plain = text.replace(/ ([,.:;)])/g, "$1");
  const at = plain.toLowerCase().indexOf(word);
  const from = at < 50 ? 0 : plain.indexOf(" ", at - 45) + 1;
  const to = plain.length < from + 130 ? plain.length : plain.lastIndexOf(" ", from + 120);
  return (from ? "… " : "") + plain.slice(from, to) + (to < plain.length ? " …" : "");
}

function show(section, pageTitle, words) {
  const link = document.createElement("a");
  link.href = `${document.body.dataset.root}/${section.location}`;
  const title = document.createElement("strong");
  title.textContent = section.title === pageTitle ? pageTitle : `${pageTitle}: ${section.title}`;
  const text = document.createElement("span");
  text.textContent = cut(section.text, words[0]);
  link.append(title, text);
  return link;
}

// One result for each page: its section that fits best, or the page where the words are in several.
function search() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length || typeof SEARCH_INDEX === "undefined") return found.replaceChildren();
  const best = new Map();
  const titles = new Map();
  for (const section of SEARCH_INDEX.docs) {
    const page = section.location.split("#")[0];
    if (page === section.location) titles.set(page, section.title);
    const sum = rank(section, words);
    const former = best.get(page);
    if (sum && (!former || sum > former.sum || (sum === former.sum && former.section.location === page))) {
      best.set(page, { sum, section });
    }
  }
  const shown = [...best].sort(([, one], [, other]) => other.sum - one.sum).slice(0, MOST)
    .map(([page, { section }]) => show(section, titles.get(page), words));
  found.replaceChildren(...(shown.length ? shown : ["Nothing found. Try another word."]));
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  found.querySelector("a")?.click();
});
input.addEventListener("focus", loadIndex);
input.addEventListener("input", search);
document.addEventListener("click", (event) => { if (!form.contains(event.target)) found.replaceChildren(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { input.value = ""; found.replaceChildren(); input.blur(); }
  if (event.key === "/" && document.activeElement !== input) { event.preventDefault(); input.focus(); }
});
