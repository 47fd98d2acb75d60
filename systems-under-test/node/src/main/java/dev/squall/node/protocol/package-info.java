/** Message bodies that clients and nodes share: Maelstrom's workloads and its error codes. */
package dev.squall.node.protocol;
