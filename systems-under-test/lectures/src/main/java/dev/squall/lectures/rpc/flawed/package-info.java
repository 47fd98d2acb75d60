/** Flawed variants of the counter service. Each variant leaves out one rule of the deduplication. */
package dev.squall.lectures.rpc.flawed;
