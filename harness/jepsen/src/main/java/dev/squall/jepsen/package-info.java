/** Jepsen and Knossos: their checkers on our histories, ours on theirs, and our systems as a Jepsen test. */
package dev.squall.jepsen;
