import { type GoModule, requiredVersion } from "./go";

const MODULE = "github.com/docker/compose/v2";

/** Docker Compose, which the tests compare with and import from. Its one program is called `cmd`. */
export const compose: GoModule = {
    module: "compose",
    variables: { [`${MODULE}/internal.Version`]: requiredVersion("compose", MODULE) },
};
