/** The service as a whole. */
@NullMarked
package dev.flatline.chaos.service;

import org.jspecify.annotations.NullMarked;
