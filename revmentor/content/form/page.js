"use strict";
(() => {
  const page = JSON.parse(document.getElementById("page").textContent);
  const form = document.getElementById("form");
  const words = page.words;
  const draft = "revmentor/" + page.reply.page;

  // What somebody began stays on the device until it is saved; a browser may forbid it.
  const drafts = {
    read() { try { return JSON.parse(localStorage.getItem(draft)); } catch { return null; } },
    write(value) { try { localStorage.setItem(draft, JSON.stringify(value)); return true; } catch { return false; } },
    drop() { try { localStorage.removeItem(draft); } catch { /* nothing was kept */ } },
  };

  const questions = () => [...form.querySelectorAll("[data-path]")];
  const inputs = (question) => [...question.querySelectorAll("input, textarea")];
  const ticked = (question) => inputs(question).filter((each) => each.checked).map((each) => JSON.parse(each.value));

  function answer(question) {
    const kind = question.dataset.kind;
    if (kind === "choice") return ticked(question)[0];
    if (kind === "flag") return ticked(question).length ? true : undefined;
    if (kind === "ticks") {
      const chosen = ticked(question);
      if (!chosen.length) return undefined;
      if (!("each" in question.dataset)) return chosen;
      return Object.fromEntries(inputs(question).map((each) => [JSON.parse(each.value), each.checked]));
    }
    const text = inputs(question)[0].value.trim();
    if (!text) return undefined;
    return kind === "number" ? Number(text) : text.replace(/\r\n?/g, "\n");
  }

  function put(into, path, value) {
    for (const step of path.slice(0, -1)) into = into[step] ??= {};
    into[path[path.length - 1]] = value;
  }

  function answers() {
    const all = {};
    for (const question of questions()) {
      const value = answer(question);
      if (value !== undefined && value !== null) put(all, JSON.parse(question.dataset.path), value);
    }
    return all;
  }

  const states = () => questions().map((question) =>
    inputs(question).map((each) => (each.type === "radio" || each.type === "checkbox" ? each.checked : each.value)));

  function fill(kept) {
    questions().forEach((question, index) => inputs(question).forEach((each, place) => {
      const state = kept?.[index]?.[place];
      if (typeof state === "boolean") each.checked = state;
      else if (typeof state === "string") each.value = state;
    }));
  }

  function show(id, text) {
    const place = document.getElementById(id);
    place.textContent = text;
    place.hidden = !text;
  }

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function base64(bytes) {
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return btoa(letters).match(/.{1,64}/g).join("\n");
  }

  const armored = (bytes) => `-----BEGIN REVMENTOR REPLY-----\n${base64(bytes)}\n-----END REVMENTOR REPLY-----\n`;

  async function sealed(text) {
    const encrypter = new age.Encrypter();
    for (const each of page.recipients) encrypter.addRecipient(each);
    return age.armor.encode(await encrypter.encrypt(text));
  }

  function wrong() {
    const number = [...form.querySelectorAll("input[type=number]")].find((each) => !each.checkValidity() || !Number.isInteger(Number(each.value)));
    number?.focus();
    return number ? words.not_a_number : "";
  }

  async function save(event) {
    event.preventDefault();
    const given = answers();
    const error = wrong() || (Object.keys(given).length ? "" : words.nothing);
    show("error", error);
    if (error) return;
    const text = JSON.stringify({ ...page.reply, filled_on: today(), answers: given });
    let file = text + "\n";
    let pasted;
    try {
      if (page.recipients.length) file = pasted = await sealed(text);
      else pasted = armored(new TextEncoder().encode(text));
    } catch {
      show("error", words.not_sealed);
      return;
    }
    const link = document.getElementById("file");
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([file], { type: "application/octet-stream" }));
    link.download = page.file;
    document.getElementById("text").value = pasted;
    const done = document.getElementById("done");
    done.hidden = false;
    done.scrollIntoView();
    done.focus();
    link.click();
  }

  document.getElementById("copy").addEventListener("click", async () => {
    const text = document.getElementById("text");
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    show("copied", words.copied);
  });

  document.getElementById("forget").addEventListener("click", () => {
    drafts.drop();
    form.reset();
    document.getElementById("done").hidden = true;
    show("kept", words.forgotten);
    form.querySelector("input, textarea").focus();
  });

  form.addEventListener("input", () => show("kept", drafts.write(states()) ? words.kept : ""));
  form.addEventListener("submit", save);
  const before = drafts.read();
  if (before) { fill(before); show("kept", words.kept); }
})();
