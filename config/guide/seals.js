// The secret that this page shares with the program that served it, and what is made of it: proofs
// that an answer comes from there, and seals, behind which nobody else can read (guide/lines.py).

/** Sealed words are filled up to a multiple of this, so that their length tells little. */
const FILLED_TO = 512;
const BLOCK = 32;

const own = document.getElementById("line");
const told = JSON.parse(own.textContent);
own.remove(); // whoever keeps a copy of the page shall not keep its secret
const key = imported();

/** What the program says of the line, beside its secret: `page`, `at`, `every` and `longest`. */
export const { page, at, every, longest } = told;

async function imported() {
  try {
    const use = { name: "HMAC", hash: "SHA-256" };
    return await crypto.subtle.importKey("raw", unhex(told.secret), use, false, ["sign", "verify"]);
  } catch {
    return null;
  }
}

/** Whether this browser can tell at all; without WebCrypto it trusts nobody. */
export async function canTell() {
  return (await key) !== null;
}

function hex(bytes) {
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));
}

/** Lines of text, of which only the last may be bytes of any kind. */
function lines(...parts) {
  return new Blob(parts.flatMap((one, place) => (place ? ["\n", one] : [one]))).arrayBuffer();
}

async function sign(...parts) {
  return new Uint8Array(await crypto.subtle.sign("HMAC", await key, await lines(...parts)));
}

/** Returns a number that serves for one question. */
export function nonce() {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/** Whether `proof` shows that the program gave this answer to the question with this nonce. */
export async function proves(proof, once, path, status, body) {
  const said = await lines("answer", once, path, String(status), body);
  return crypto.subtle.verify("HMAC", await key, unhex(proof ?? ""), said);
}

/** Makes of an action what only the program can read; a nonce serves once. */
export async function sealed(once, path, action) {
  const plain = new TextEncoder().encode(JSON.stringify(action));
  const words = new Uint8Array(Math.ceil(plain.length / FILLED_TO) * FILLED_TO).fill(32);
  words.set(plain);
  for (let block = 0; block * BLOCK < words.length; block += 1) {
    const stream = await sign("stream", once, String(block));
    stream.forEach((one, place) => {
      words[block * BLOCK + place] ^= one;
    });
  }
  const seal = hex(await sign("seal", once, path, words));
  return JSON.stringify({ words: btoa(String.fromCharCode(...words)), seal });
}
