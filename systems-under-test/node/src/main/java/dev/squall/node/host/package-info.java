/**
 * Hosts, which run a {@link dev.squall.node.NodeProgram} as an operating system process. The process speaks the wire
 * format on its standard streams and keeps its stable storage in a file.
 */
package dev.squall.node.host;
