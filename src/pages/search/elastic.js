// Registers Saksgang's pipeline with elasticlunr.js 0.9.5: load elasticlunr.js and _/sok-ord.js before this, then
// elasticlunr.Index.load(await (await fetch("sok/elasticlunr.json")).json()).
const { split, stem } = globalThis.saksgangSok;
const stop = new Set(STOP);
const { elasticlunr } = globalThis;
elasticlunr.Pipeline.registerFunction((word) => (stop.has(word) ? undefined : word), "stopWordFilter-saksgang");
elasticlunr.Pipeline.registerFunction((word) => stem(word), "stemmer-saksgang");
const words = (text) => [text ?? ""].flat().flatMap((one) => split(String(one)).map(({ word }) => word));
elasticlunr.tokenizer = Object.assign(words, elasticlunr.tokenizer);
