// Reads JSON lines {html, title, keyphrase} from standard input and writes one line a page:
// {density, score, count}, as Yoast SEO's own keyphrase density assessment sees the page.
"use strict";

const readline = require("node:readline");
const { Paper, assessments } = require("yoastseo");
const Researcher = require("yoastseo/build/languageProcessing/languages/en/Researcher").default;
const build = require("yoastseo/build/parse/build/build").default;
const LanguageProcessor = require("yoastseo/build/parse/language/LanguageProcessor").default;

function judge({ html, title, keyphrase }) {
  const paper = new Paper(html, { keyword: keyphrase, title, locale: "en_US" });
  const researcher = new Researcher(paper);
  paper.setTree(build(paper, new LanguageProcessor(researcher)));
  const assessment = new assessments.seo.KeyphraseDensityAssessment();
  const result = assessment.getResult(paper, researcher);
  return {
    density: assessment._keyphraseDensity ?? 0,
    score: result.getScore(),
    count: assessment._keyphraseCount?.count ?? 0,
  };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(JSON.stringify(judge(JSON.parse(line))) + "\n");
});
