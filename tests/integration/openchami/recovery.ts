import type { LiveSite } from "../../support/live-site";
export function describeRecovery(_site: () => LiveSite): void {}
