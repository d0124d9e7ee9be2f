import { map } from "../host/spec";

/** Tags are the service's when the program leaves them out. */
export const tagInputs = {
    definedTags: map({ computed: true }),
    freeformTags: map({ computed: true }),
};
