/* SPDX-License-Identifier: MIT */
/* Generated from pyforge.h by abi/extract.py; do not edit. */
/* Statuses, from 0 down without a gap: X(status, name). */
#ifndef PYF__STATUS_NAMES_H
#define PYF__STATUS_NAMES_H

#define PYF__STATUSES(X) \
    X(0, "PYF_OK") \
    X(-1, "PYF_ERR_HANDLE") \
    X(-2, "PYF_ERR_KIND") \
    X(-3, "PYF_ERR_ARGUMENT") \
    X(-4, "PYF_ERR_MEMORY") \
    X(-5, "PYF_ERR_PYTHON") \
    X(-6, "PYF_ERR_TYPE") \
    X(-7, "PYF_ERR_OVERFLOW") \
    X(-8, "PYF_ERR_ENCODING") \
    X(-9, "PYF_ERR_BUFFER") \
    X(-10, "PYF_ERR_NOT_ATTACHED") \
    X(-11, "PYF_ERR_NOT_INITIALIZED") \
    X(-12, "PYF_ERR_FINALIZED") \
    X(-13, "PYF_ERR_FORKED") \
    X(-14, "PYF_ERR_THREAD") \
    X(-15, "PYF_ERR_TOKEN") \
    X(-16, "PYF_ERR_BUSY") \
    X(-17, "PYF_ERR_CONFIG") \
    X(-18, "PYF_ERR_NOT_FOUND") \
    X(-19, "PYF_ERR_LIBRARY") \
    X(-20, "PYF_ERR_VERSION") \
    X(-21, "PYF_ERR_HOME") \
    X(-22, "PYF_ERR_CONFLICT") \
    X(-23, "PYF_ERR_START") \
    X(-24, "PYF_ERR_API") \
    X(-25, "PYF_ERR_UNSUPPORTED") \
    X(-26, "PYF_ERR_TOO_LATE") \
    X(-27, "PYF_ERR_NO_CLOSURES") \
    X(-28, "PYF_ERR_SIGNATURE") \
    X(-29, "PYF_ERR_INTERPRETER") \
    X(-30, "PYF_ERR_CANCELLED")

/* The lowest status. */
#define PYF__STATUS_LAST (-30)

#endif
