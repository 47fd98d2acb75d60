/**
 * Linearizability: models of what a single copy would do, and a search for an order of the operations that agrees with
 * one, with real time and with every result.
 */
package dev.squall.check.linear;
