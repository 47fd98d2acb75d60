/** Variants of the counter service that each leave out one rule of the deduplication. */
package dev.squall.lectures.rpc.flawed;
