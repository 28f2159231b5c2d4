import { Failure } from "../failure";
import { parsed } from "./ask";
import { type SiteConfig, withValue } from "./new";

/** Collects what an option that may be given again is given. */
export function collect(setting: string, settings: string[]): string[] {
    return [...settings, setting];
}

/**
 * Sets a key, given as `key=value`.
 * @throws Failure where no key or no value is given.
 */
export function withSetting(config: SiteConfig, setting: string): SiteConfig {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (key === undefined || value === undefined) {
        throw new Failure(`--set wants key=value, such as openchami.domain=demo.example.org, got "${setting}"`);
    }
    return withValue(config, key.split("."), parsed(value));
}
