/** Individual types and families of OCI's policy reference, as far as somebody may need them beside databases and keys. */
const known = new Set([
    ..."all-resources tenancies compartments users groups dynamic-groups policies domains".split(" "),
    ..."identity-providers authentication-policies network-sources credentials api-keys audit-events".split(" "),
    ..."metrics limits quotas usage-report usage-reports usage-budgets work-requests announcements".split(" "),
    ..."repos cloud-shell organizations-family".split(" "),
    ..."database-family db-systems db-nodes db-homes databases pluggable-databases db-backups backups".split(" "),
    ..."cloud-exadata-infrastructures cloud-vmclusters exadata-infrastructures vmclusters".split(" "),
    ..."database-software-images data-guard-association key-stores vmcluster-networks".split(" "),
    ..."backup-destinations oracle-db-aws-keys".split(" "),
    ..."autonomous-database-family autonomous-databases autonomous-backups".split(" "),
    ..."autonomous-container-databases autonomous-vmclusters cloud-autonomous-vmclusters".split(" "),
    ..."keys vaults key-delegate secret-family secrets secret-bundles secret-versions object-family".split(" "),
    ..."buckets objects objectstorage-namespaces".split(" "),
    ..."instance-family instances instance-images console-histories instance-console-connection".split(" "),
    ..."volume-attachments vnic-attachments instance-agent-command-family instance-agent-commands".split(" "),
    ..."compute-management-family instance-configurations instance-pools cluster-networks".split(" "),
    ..."dedicated-vm-hosts".split(" "),
    ..."volume-family volumes volume-backups boot-volume-backups backup-policies volume-groups".split(" "),
    ..."file-family file-systems mount-targets export-sets".split(" "),
    ..."virtual-network-family vcns subnets route-tables security-lists network-security-groups".split(" "),
    ..."dhcp-options private-ips public-ips internet-gateways nat-gateways service-gateways".split(" "),
    ..."local-peering-gateways drgs vnics drg-attachments cpes ipsec-connections virtual-circuits vlans".split(" "),
    ..."dns dns-zones dns-records dns-views dns-resolvers load-balancers network-load-balancers".split(" "),
    ..."waf-family".split(" "),
    ..."cluster-family clusters cluster-node-pools cluster-work-requests functions-family fn-app".split(" "),
    ..."fn-function fn-invocation api-gateway-family".split(" "),
    ..."logging-family log-groups log-content unified-configuration stream-family streams stream-push".split(" "),
    ..."stream-pull cloudevents-rules ons-family ons-topics ons-subscriptions alarms".split(" "),
    ..."orm-family orm-stacks orm-jobs cloud-guard-family data-safe-family tag-namespaces tag-defaults".split(" "),
    ..."bastion-family bastion bastion-session leaf-certificate-family certificate-authority-family".split(" "),
    ..."devops-family serviceconnectors".split(" "),
]);

export function isResourceType(name: string): boolean {
    return known.has(name);
}
