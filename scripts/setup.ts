import { Command } from "commander";

import { main } from "./failure";
import { Timings } from "./toolchain/progress";
import { setup } from "./toolchain/setup";
import { engineHost } from "./toolchain/engine";
import { imageNames } from "../images/catalogue";

main(async () => {
    const timings = new Timings();
    await setup({ engine: await engineHost(undefined), images: imageNames }, timings);
    console.log(timings.table());
});
