/**
 * Generators of the next steps of clients and the nemesis, as pure values. A generator and a context give the next call
 * and the next generator.
 */
package dev.squall.generator;
