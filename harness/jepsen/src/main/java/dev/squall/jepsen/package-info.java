/**
 * Jepsen and Knossos: their checkers on this project's histories, this project's checkers on Jepsen's histories, and
 * this project's systems as a Jepsen test.
 */
package dev.squall.jepsen;
