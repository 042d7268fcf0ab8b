// What comes with a reply to be saved: a copy of all that is held of the person.

const SAVE = "Save my data as a file (JSON)";

// A link that saves the document; nothing for a document of another kind. `make` builds a node.
export function renderDocument(document, make) {
  if (!document || document.kind !== "data") return [];
  const content = new Blob([JSON.stringify(document, null, 2)], { type: "application/json" });
  const link = Object.assign(make("a", "", SAVE), { href: URL.createObjectURL(content), download: "my-data.json" });
  return [make("p", "paragraph", link)];
}
