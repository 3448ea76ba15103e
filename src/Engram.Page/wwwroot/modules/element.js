// Elements are made here and nowhere else. A string becomes a text node: no word of any sentence can become markup.

const svgSpace = "http://www.w3.org/2000/svg";

/** An HTML element: attributes, `onclick` and the like for listeners, `style` as an object; children are nodes, strings or numbers. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** An SVG element, in the same way. */
export const svg = svgOf(document);

/** The same for another document, such as one that nobody sees and that therefore loads nothing. */
export function svgOf(owner) {
  return (name, attributes = {}, ...children) => fill(owner.createElementNS(svgSpace, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [property, text] of Object.entries(value)) node.style.setProperty(property, text);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}
