import type * as common from "oci-common";
import type * as database from "oci-database";
import type * as dbmulticloud from "oci-dbmulticloud";
import type * as identity from "oci-identity";
import type * as workrequests from "oci-workrequests";

/*
 * The SDK of the Database service takes a second to load. The first call that needs a module loads it, so a preview without OCI
 * calls, and the import of this package, stay fast.
 */

export const loadCommon = (): typeof common => require("oci-common");
export const loadDatabase = (): typeof database => require("oci-database");
export const loadMulticloud = (): typeof dbmulticloud => require("oci-dbmulticloud");
export const loadIdentity = (): typeof identity => require("oci-identity");
export const loadWorkRequests = (): typeof workrequests => require("oci-workrequests");
