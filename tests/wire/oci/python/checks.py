"""Drives the sandbox with OCI's Python SDK: one line of JSON on standard output for each check.

Reads one JSON object from standard input: endpoint, the signing key, and the OCIDs of the estate.
"""

import json
import sys
import traceback

import oci
from oci.database import models as database_models
from oci.dbmulticloud import models as multicloud_models
from oci.identity import models as identity_models

world = json.load(sys.stdin)
endpoint = world["endpoint"]
compartment = world["compartment"]
cluster = world["cluster"]
database = world["database"]

config = {
    "tenancy": world["tenancy"],
    "user": world["user"],
    "fingerprint": world["fingerprint"],
    "key_content": world["privateKey"],
    "region": "us-ashburn-1",
}


def client(kind, **changes):
    return kind({**config, **changes}, service_endpoint=endpoint, retry_strategy=oci.retry.NoneRetryStrategy())


aws = client(oci.dbmulticloud.DbMulticloudAwsProviderClient)
discoveries = client(oci.dbmulticloud.MultiCloudResourceDiscoveryClient)
multicloud_work = client(oci.dbmulticloud.WorkRequestClient)
databases = client(oci.database.DatabaseClient)
identity = client(oci.identity.IdentityClient)
work = client(oci.work_requests.WorkRequestClient)

quick = {"max_interval_seconds": 1, "max_wait_seconds": 20}
seen = {}
checks = []


def check(function):
    checks.append(function)
    return function


def refused(status, code, call, *arguments, **keywords):
    try:
        call(*arguments, **keywords)
    except oci.exceptions.ServiceError as error:
        assert (error.status, error.code) == (status, code), f"{error.status} {error.code}: {error.message}"
        return error
    raise AssertionError(f"accepted instead of {status} {code}")


def finished(answer, status="SUCCEEDED"):
    request = multicloud_work.get_work_request(answer.headers["opc-work-request-id"])
    return oci.wait_until(multicloud_work, request, "status", status, **quick).data


def wait(get, identifier, state):
    # Asked again, an answer is understood by the client that it came from, and by no other.
    return oci.wait_until(get.__self__, get(identifier), "lifecycle_state", state, **quick).data


def connector_details(**changes):
    details = {
        "display_name": "sales-connector",
        "compartment_id": compartment,
        "resource_id": cluster,
        "oidc_scope": "DBMC/aws",
        "issuer_url": world["issuer"],
        "aws_location": "us-east-1",
        "service_role_details": [
            multicloud_models.ServiceRoleDetail(
                role_arn="arn:aws:iam::111122223333:role/OdbKmsTde-sales",
                service_private_endpoint="https://kms.us-east-1.amazonaws.com",
                service_type="KMS",
            )
        ],
    }
    return multicloud_models.CreateOracleDbAwsIdentityConnectorDetails(**{**details, **changes})


@check
def connector_by_work_request():
    request = finished(aws.create_oracle_db_aws_identity_connector(connector_details()))
    assert request.resources[0].entity_type == "oracleDbAwsConnector"
    assert request.resources[0].action_type == "CREATED"
    items = aws.list_oracle_db_aws_identity_connectors(compartment, resource_id=cluster).data.items
    assert len(items) == 1
    connector = aws.get_oracle_db_aws_identity_connector(items[0].id).data
    assert connector.lifecycle_state == "ACTIVE"
    assert connector.service_role_details[0].assume_role_status == "CONNECTED"
    assert connector.time_created.year >= 2026
    assert connector.system_tags == {}
    seen["connector"] = connector.id


@check
def connector_errors():
    refused(409, "Conflict", aws.create_oracle_db_aws_identity_connector, connector_details())
    unknown = connector_details(resource_id="ocid1.cloudvmcluster.oc1.iad.none")
    refused(400, "RelatedResourceNotAuthorizedOrNotFound", aws.create_oracle_db_aws_identity_connector, unknown)
    refused(400, "MissingParameter", aws.create_oracle_db_aws_identity_connector, connector_details(issuer_url=None))
    refused(404, "NotAuthorizedOrNotFound", aws.get_oracle_db_aws_identity_connector, "ocid1.none")


@check
def connector_refresh_without_body():
    answer = aws.refresh_oracle_db_aws_identity_connector(seen["connector"])
    assert answer.status == 202
    request = finished(answer)
    assert request.operation_type == "REFRESH_AWS_CONNECTOR"
    assert request.time_finished is not None
    assert request.resources[0].action_type == "UPDATED"


@check
def discovery_lists_keys():
    details = multicloud_models.CreateMultiCloudResourceDiscoveryDetails(
        compartment_id=compartment,
        display_name="aws-keys",
        oracle_db_connector_id=seen["connector"],
        resource_type="AWS_KEYS",
        resources_filter={"awsKeyArn": world["keyArn"]},
    )
    finished(discoveries.create_multi_cloud_resource_discovery(details))
    listed = discoveries.list_multi_cloud_resource_discoveries(
        compartment, oracle_db_azure_connector_id=seen["connector"], resource_type="AWS_KEYS"
    ).data.items
    discovery = discoveries.get_multi_cloud_resource_discovery(listed[0].id).data
    assert [resource.id for resource in discovery.resources] == [world["keyArn"]]


@check
def key_registration_and_refresh():
    details = multicloud_models.CreateOracleDbAwsKeyDetails(
        compartment_id=compartment,
        oracle_db_connector_id=seen["connector"],
        display_name="tde-key",
        aws_key_arn=world["keyArn"],
    )
    created = aws.create_oracle_db_aws_key(details)
    assert created.status == 201 and created.headers["etag"] and created.headers["location"]
    key = wait(aws.get_oracle_db_aws_key, created.data.id, "ACTIVE")
    assert key.is_aws_key_enabled is True
    assert key.properties["keySpec"] == "SYMMETRIC_DEFAULT"
    refused(409, "Conflict", aws.create_oracle_db_aws_key, details)
    aws.refresh_oracle_db_aws_key(key.id, multicloud_models.RefreshOracleDbAwsKeyDetails())
    wait(aws.get_oracle_db_aws_key, key.id, "ACTIVE")
    seen["key"] = key.id


@check
def key_registration_fails_with_a_reason():
    details = multicloud_models.CreateOracleDbAwsKeyDetails(
        compartment_id=compartment,
        oracle_db_connector_id=seen["connector"],
        display_name="absent",
        aws_key_arn="arn:aws:kms:us-east-1:111122223333:key/absent",
    )
    created = aws.create_oracle_db_aws_key(details)
    key = wait(aws.get_oracle_db_aws_key, created.data.id, "FAILED")
    assert "absent" in key.lifecycle_state_details
    errors = multicloud_work.list_work_request_errors(created.headers["opc-work-request-id"]).data.items
    assert [error.code for error in errors] == ["AwsKeyNotAccessible"]


@check
def paging_through_all_keys():
    for index in range(3):
        details = multicloud_models.CreateOracleDbAwsKeyDetails(
            compartment_id=compartment,
            oracle_db_connector_id=seen["connector"],
            display_name=f"page-{index}",
            aws_key_arn=f"arn:aws:kms:us-east-1:111122223333:key/page-{index}",
        )
        aws.create_oracle_db_aws_key(details)
    pages = oci.pagination.list_call_get_all_results(aws.list_oracle_db_aws_keys, compartment, limit=2)
    assert len(pages.data) == 5, len(pages.data)
    refused(400, "InvalidParameter", aws.list_oracle_db_aws_keys, compartment, limit=1001)


@check
def etag_guards_an_update():
    seen_key = aws.get_oracle_db_aws_key(seen["key"])
    details = multicloud_models.UpdateOracleDbAwsKeyDetails(display_name="renamed")
    refused(412, "NoEtagMatch", aws.update_oracle_db_aws_key, seen["key"], details, if_match="stale")
    aws.update_oracle_db_aws_key(seen["key"], details, if_match=seen_key.headers["etag"])
    key = wait(aws.get_oracle_db_aws_key, seen["key"], "ACTIVE")
    assert key.display_name == "renamed"


@check
def policy_lifecycle():
    details = identity_models.CreatePolicyDetails(
        compartment_id=compartment,
        name="odb-aws-tde",
        description="VM clusters may read registered AWS keys",
        statements=[f"Allow any-user to read oracle-db-aws-keys in compartment id {compartment}"],
    )
    first = identity.create_policy(details, opc_retry_token="policy-1").data
    again = identity.create_policy(details, opc_retry_token="policy-1").data
    assert first.id == again.id and first.time_created == again.time_created
    other = identity_models.CreatePolicyDetails(**{**details_of(details), "name": "other"})
    refused(409, "InvalidatedRetryToken", identity.create_policy, other, opc_retry_token="policy-1")
    identity.update_policy(first.id, identity_models.UpdatePolicyDetails(description="changed"))
    assert identity.list_policies(compartment, name="odb-aws-tde").data[0].description == "changed"
    identity.delete_policy(first.id)
    refused(404, "NotAuthorizedOrNotFound", identity.get_policy, first.id)


def details_of(details):
    return {name: getattr(details, name) for name in ("compartment_id", "description", "statements")}


@check
def statements_are_compiled():
    def details(statement, kept_in=compartment):
        return identity_models.CreatePolicyDetails(
            compartment_id=kept_in, name="compiled", description="x", statements=[statement]
        )

    subtree = "does not exist or is not part of the policy compartment subtree"
    nonsense = {
        "Let everybody in": "syntax error starting with <<Let>>",
        f"Allow any-user to read nonsense in compartment id {compartment}": "No permissions found",
        "Allow any-user to read oracle-db-aws-keys in compartment nowhere": "Compartment {nowhere} " + subtree,
        "Allow any-user to read oracle-db-aws-keys in tenancy": subtree,
    }
    for statement, message in nonsense.items():
        error = refused(400, "InvalidParameter", identity.create_policy, details(statement))
        assert message in error.message, error.message
    everywhere = details("Allow any-user to read oracle-db-aws-keys in tenancy", world["tenancy"])
    identity.delete_policy(identity.create_policy(everywhere).data.id)


@check
def compartments_and_regions():
    details = identity_models.CreateCompartmentDetails(compartment_id=compartment, name="below", description="x")
    below = identity.create_compartment(details).data
    assert below.lifecycle_state == "ACTIVE" and below.compartment_id == compartment
    refused(409, "CompartmentAlreadyExists", identity.create_compartment, details)
    assert identity.delete_compartment(below.id).status == 202
    assert identity.get_tenancy(world["tenancy"]).data.home_region_key == "IAD"
    regions = identity.list_region_subscriptions(world["tenancy"]).data
    assert [(region.region_name, region.is_home_region) for region in regions] == [("us-ashburn-1", True)]


@check
def domain_and_compartment():
    domain = identity.list_domains(world["tenancy"]).data[0]
    assert domain.url.endswith(":443")
    assert identity.get_domain(domain.id).data.lifecycle_state == "ACTIVE"
    assert identity.get_compartment(compartment).data.compartment_id == world["tenancy"]


@check
def key_store_of_the_cluster():
    assert databases.get_cloud_vm_cluster(cluster).data.tde_key_store_type is None
    details = database_models.RegisterCloudVmClusterPkcsDetails(tde_key_store_type="AWS")
    databases.register_cloud_vm_cluster_pkcs(cluster, details)
    registered = wait(databases.get_cloud_vm_cluster, cluster, "AVAILABLE")
    assert registered.tde_key_store_type == "AWS"
    assert registered.multi_cloud_identity_connector_configs[0].id == seen["connector"]
    refused(409, "Conflict", databases.register_cloud_vm_cluster_pkcs, cluster, details)


@check
def database_moves_to_aws():
    homes = databases.list_db_homes(compartment, vm_cluster_id=cluster).data
    listed = databases.list_databases(compartment, db_home_id=homes[0].id).data
    assert [one.db_name for one in listed] == ["SALES01"]
    assert listed[0].encryption_key_location_details is None
    details = database_models.AwsEncryptionKeyDetails(aws_encryption_key_id=seen["key"])
    databases.change_encryption_key_location(database, details)
    moved = wait(databases.get_database, database, "AVAILABLE")
    assert isinstance(moved.encryption_key_location_details, database_models.AwsEncryptionKeyDetails)
    assert moved.encryption_key_location_details.aws_encryption_key_id == seen["key"]
    refused(409, "Conflict", databases.change_encryption_key_location, database, details)


@check
def rotations_are_found_among_work_requests():
    rotated = databases.rotate_vault_key(database)
    assert rotated.status == 202 and rotated.data.lifecycle_state == "UPDATING"
    wait(databases.get_database, database, "AVAILABLE")
    for pluggable in databases.list_pluggable_databases(database_id=database).data:
        databases.rotate_pluggable_database_encryption_key(pluggable.id)
        wait(databases.get_pluggable_database, pluggable.id, "AVAILABLE")
    newest = work.list_work_requests(compartment, resource_id=database).data[0]
    assert newest.operation_type == "Rotate Encryption Key"
    assert work.get_work_request(newest.id).data.status == "SUCCEEDED"
    assert work.list_work_request_errors(newest.id).data == []
    assert len(work.list_work_request_logs(newest.id).data) == 2


@check
def new_database_on_the_key():
    home = databases.create_db_home(
        database_models.CreateDbHomeWithVmClusterIdDetails(
            vm_cluster_id=cluster,
            db_version="19.0.0.0",
            display_name="home1",
            database=database_models.CreateDatabaseDetails(
                db_name="CDB01",
                pdb_name="PDB01",
                admin_password=world["password"],
                encryption_key_location_details=database_models.AwsEncryptionKeyDetails(
                    aws_encryption_key_id=seen["key"]
                ),
            ),
        )
    ).data
    wait(databases.get_db_home, home.id, "AVAILABLE")
    made = databases.list_databases(compartment, db_home_id=home.id).data[0]
    assert made.lifecycle_state == "AVAILABLE"
    assert made.encryption_key_location_details.aws_encryption_key_id == seen["key"]
    databases.delete_database(made.id)
    wait(databases.get_database, made.id, "TERMINATED")


@check
def what_is_in_use_is_kept():
    error = refused(409, "Conflict", aws.delete_oracle_db_aws_key, seen["key"])
    assert "SALES01" in error.message
    refused(409, "Conflict", aws.delete_oracle_db_aws_identity_connector, seen["connector"])
    details = database_models.UnregisterCloudVmClusterPkcsDetails(tde_key_store_type="AWS")
    refused(409, "Conflict", databases.unregister_cloud_vm_cluster_pkcs, cluster, details)


@check
def stranger_is_not_authenticated():
    stranger = client(oci.database.DatabaseClient, key_content=world["strangersKey"])
    refused(401, "NotAuthenticated", stranger.get_database, database)
    nobody = client(oci.database.DatabaseClient, fingerprint="00:" * 15 + "00")
    refused(401, "NotAuthenticated", nobody.get_database, database)


for function in checks:
    outcome = {"name": function.__name__}
    try:
        function()
    except Exception:
        outcome["failure"] = traceback.format_exc(limit=4)
    print(json.dumps(outcome), flush=True)
