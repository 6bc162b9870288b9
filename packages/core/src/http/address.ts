import { BlockList, isIP, isIPv6 } from 'node:net'

/**
 * Where clouds tell a machine its credentials. A data file's URL or a redirect that leads there is an attack (SSRF):
 * AWS, Azure and GCP at 169.254.169.254, AWS over IPv6, Azure's wire server.
 */
export function metadataAddresses(): BlockList {
  const list = new BlockList()
  list.addSubnet('169.254.0.0', 16, 'ipv4')
  list.addAddress('168.63.129.16', 'ipv4')
  list.addSubnet('fe80::', 10, 'ipv6')
  list.addAddress('fd00:ec2::254', 'ipv6')
  return list
}

/** Whether an address (not a name) is on the list; IPv4 written as IPv6 counts too. */
export function isListed(list: BlockList, address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIP(bare) === 0) return false
  return list.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4')
}
