/**
 * Jepsen and Knossos: their checkers on this project's histories, this project's checkers on theirs, and its systems as
 * a Jepsen test.
 */
package dev.squall.jepsen;
