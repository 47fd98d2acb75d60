/** Flawed variants of the failure detectors. Each variant leaves out one rule, or runs outside its system model. */
package dev.squall.lectures.detectors.flawed;
