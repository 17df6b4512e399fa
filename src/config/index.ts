/** maru.yaml and the environment's overrides: every fault at once, with its place and what to do. */
export { type ConfigFile, readConfigFile } from "./config-file.ts";
export { type ConfigFault, formatFault } from "./fault.ts";
export { type ConfigSources, type LoadedConfig, loadConfig } from "./load-config.ts";
export { type ConfigPlace, loadConfigFile } from "./load-config-file.ts";
export type { Config } from "./schema.ts";
export { parseYamlData, setInYaml, type YamlChange } from "./set-in-yaml.ts";
export { summaryTimeZone } from "./summary-time-zone.ts";
