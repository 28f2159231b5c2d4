import type { Plan } from "./plan";
import type { Resource } from "./resources";

/** A volume that the site no longer has as it was. */
export interface VolumeLoss {
    readonly environment: string;
    readonly name: string;
    /** Name on the engine. */
    readonly volume: string;
    /** Whether the site goes on without it, or with a new and empty one. */
    readonly action: "delete" | "replace";
    /** Whether the volume stays on the engine with its data, although nothing uses it any more. */
    readonly kept: boolean;
}

/** What becomes of a volume when it is deleted. */
export type Fate = "delete" | "retain" | "protect";

/** A volume that stays, and whose fate on destroy becomes another. */
export interface FateChange {
    readonly environment: string;
    readonly name: string;
    readonly from: Fate;
    readonly to: Fate;
}

/** Volumes that are deleted or replaced, those that are lost with their data first. */
export function volumeLosses({ changes }: Plan): VolumeLoss[] {
    return changes
        .flatMap(({ action, before }): VolumeLoss[] =>
            before?.kind === "volume" && (action === "delete" || action === "replace")
                ? [
                      {
                          environment: before.environment,
                          name: before.name,
                          volume: engineName(before),
                          action,
                          kept: before.state.retainOnDelete,
                      },
                  ]
                : [],
        )
        .sort((a, b) => Number(a.kept) - Number(b.kept) || (a.volume < b.volume ? -1 : 1));
}

/** Volumes whose fate on destroy becomes another. */
export function fateChanges({ before, after }: Plan): FateChange[] {
    return after.ofKind("volume").flatMap((volume) => {
        const old = before.get(volume.urn);
        const [from, to] = [old && fateOf(old), fateOf(volume)];
        return from === undefined || from === to
            ? []
            : [{ environment: volume.environment, name: volume.name, from, to }];
    });
}

/** Name of a volume on the engine. */
export function engineName({ name, state }: Resource): string {
    const { name: given } = state.inputs;
    return typeof given === "string" ? given : name;
}

function fateOf({ state }: Resource): Fate {
    return state.protect ? "protect" : state.retainOnDelete ? "retain" : "delete";
}
