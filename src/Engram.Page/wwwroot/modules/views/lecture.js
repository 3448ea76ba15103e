// The lecture's examples, computed in the page.

import { element } from "engram/element.js";
import { cellSection } from "engram/lecture/cell-view.js";
import { networkSection } from "engram/lecture/network-view.js";
import { questionSection } from "engram/lecture/question-view.js";

export function lectureView(context) {
  const { t } = context;
  return element("div", {},
    element("h1", { tabindex: "-1" }, t.lecture.heading),
    element("p", { class: "lead" }, t.lecture.lead),
    networkSection(context),
    cellSection(context),
    questionSection(context));
}
