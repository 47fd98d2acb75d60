/**
 * The simulated world: nodes, clients and the nemesis in one thread under virtual time, with every choice drawn from
 * one seed. The same seed gives the same history, journal and trace, byte for byte, on any machine.
 */
package dev.squall.world.simulated;
