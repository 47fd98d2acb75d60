/** Flawed variants of the generals. Each variant leaves out one rule of the algorithm. */
package dev.squall.lectures.generals.flawed;
