import { rotatePluggableKey } from "../clouds/oci/database-actions";
import { type ContainerDatabase, getPluggableDatabase, type PluggableDatabase } from "../clouds/oci/databases";
import { pluggableRotations, type Rotation } from "./rotate-on-change";

/** The rotation of the key of one PDB. @param owner Id of the resource that asks */
export function rotationOfPluggable(
    { id, name }: PluggableDatabase,
    container: ContainerDatabase,
    owner: string,
): Rotation<PluggableDatabase> {
    return {
        what: `pluggable database ${name} of ${container.name}`,
        owner,
        workRequests: pluggableRotations,
        read: () => getPluggableDatabase(id),
        // Where the key is, the container database has told already.
        refuse() {},
        rotate: (token) => rotatePluggableKey(id, token),
    };
}
