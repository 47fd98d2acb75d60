/**
 * Services that nodes may call by name, as in Maelstrom: key-value stores and a source of timestamps. Open {@link
 * dev.squall.world.service.Services} first. A service is no node: it has no faults, and no fault cuts the way to it.
 */
package dev.squall.world.service;
