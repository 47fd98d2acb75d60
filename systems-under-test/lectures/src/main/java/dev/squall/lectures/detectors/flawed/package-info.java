/** Flawed variants of the failure detectors: each leaves one rule out, or runs outside of its system model. */
package dev.squall.lectures.detectors.flawed;
