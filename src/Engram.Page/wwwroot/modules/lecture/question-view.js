// The lecture's question: which forget-gate signal resets the memory, 100 or −100?

import { element } from "engram/element.js";
import { sigmoid } from "engram/lecture/lstm.js";
import { short } from "engram/number.js";

const memory = 7;

export function questionSection({ t }) {
  const words = t.lecture.question;
  const feedback = element("p", { class: "feedback", role: "status" });
  const answer = (signal) => element("button", {
    type: "button", id: `answer-${signal}`, onclick: () => {
      const gate = sigmoid(signal);
      feedback.textContent = (signal < 0 ? words.right : words.wrong)(short(gate), short(memory * gate));
      feedback.dataset.right = String(signal < 0);
    },
  }, short(signal));
  return element("section", { class: "panel", id: "question" },
    element("h2", {}, words.heading),
    element("p", { class: "lead" }, words.lead),
    element("div", { class: "controls" }, answer(100), answer(-100)),
    feedback);
}
