/** The published sets that the router learns from and is measured on. */
import type { DataSet } from "./data-set.ts";
import { davidson, edos, hatemoji, measuringHateSpeech, qmsum, toxigen, ubuntuIrc } from "./english.ts";
import { chatbotKo, curseKo, kmhas, kocohub, kosbi, newsKo } from "./korean.ts";

export const dataSets: readonly DataSet[] = [
  measuringHateSpeech,
  hatemoji,
  edos,
  davidson,
  toxigen,
  ubuntuIrc,
  qmsum,
  curseKo,
  kocohub,
  newsKo,
  kmhas,
  kosbi,
  chatbotKo,
];
