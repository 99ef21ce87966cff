/* SPDX-License-Identifier: MIT */
/*
 * What an ELF file says about itself: for which machine it is, what it is
 * called, and which libpython it needs. Only files of this process's own
 * class and byte order are read further than their first bytes, so their
 * structures are the native ones.
 *
 * A file may be cut short or garbage. Every offset is used through read_at,
 * which fails rather than reads less, and every count has a limit.
 */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SEGMENT_LIMIT = 64, DYNAMIC_LIMIT = 512 };

/* The header of the file that this code was linked into, from the linker. */
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

static const struct {
    unsigned number;
    const char *name;
} machines[] = {
    {EM_386, "i386"},      {EM_X86_64, "x86-64"}, {EM_ARM, "arm"},
    {EM_PPC64, "ppc64"},   {EM_RISCV, "riscv"},   {EM_AARCH64, "aarch64"},
    {EM_S390, "s390"},     {EM_MIPS, "mips"},     {EM_PPC, "ppc"},
    {EM_SPARCV9, "sparc"},
};

static void
name_machine(char name[32], const unsigned char *ident, unsigned machine)
{
    int bits = ident[EI_CLASS] == ELFCLASS64 ? 64 : 32;

    for (size_t i = 0; i < sizeof(machines) / sizeof(*machines); i++) {
        if (machines[i].number == machine) {
            snprintf(name, 32, "%d-bit %s", bits, machines[i].name);
            return;
        }
    }
    snprintf(name, 32, "%d-bit machine %u", bits, machine);
}

void
pyf__elf_machine(char machine[32])
{
    name_machine(machine, __ehdr_start.e_ident, __ehdr_start.e_machine);
}

static unsigned
machine_of(const ElfW(Ehdr) * header)
{
    unsigned machine = header->e_machine;

    if (header->e_ident[EI_DATA] == __ehdr_start.e_ident[EI_DATA])
        return machine;
    return machine >> 8 | (machine & 0xff) << 8;
}

static bool
read_at(int file, uint64_t offset, void *buffer, size_t size)
{
    ssize_t got;

    if (offset > INT64_MAX - size)
        return false;
    do
        got = pread(file, buffer, size, (off_t)offset);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)size;
}

/* A name of unknown length: as much of it as the file and the buffer hold. */
static void
read_name(int file, uint64_t offset, char name[64])
{
    ssize_t got = pread(file, name, 63, (off_t)offset);

    name[got < 0 ? 0 : got] = '\0';
}

struct segments {
    ElfW(Phdr) items[SEGMENT_LIMIT];
    size_t count;
};

static bool
read_segments(int file, const ElfW(Ehdr) * header, struct segments *segments)
{
    segments->count = header->e_phnum;
    return header->e_phentsize == sizeof(*segments->items) &&
           segments->count <= SEGMENT_LIMIT &&
           read_at(file, header->e_phoff, segments->items,
                   segments->count * sizeof(*segments->items));
}

/* Where in the file an address of the loaded image lies; 0 for nowhere. */
static uint64_t
offset_of(const struct segments *segments, uint64_t address)
{
    for (size_t i = 0; i < segments->count; i++) {
        const ElfW(Phdr) *segment = &segments->items[i];

        if (segment->p_type == PT_LOAD && address >= segment->p_vaddr &&
            address - segment->p_vaddr < segment->p_filesz)
            return address - segment->p_vaddr + segment->p_offset;
    }
    return 0;
}

static size_t
read_dynamic(int file, const struct segments *segments,
             ElfW(Dyn) entries[DYNAMIC_LIMIT])
{
    for (size_t i = 0; i < segments->count; i++) {
        const ElfW(Phdr) *segment = &segments->items[i];
        size_t size = segment->p_filesz / sizeof(*entries);

        if (segment->p_type != PT_DYNAMIC)
            continue;
        size = size < DYNAMIC_LIMIT ? size : DYNAMIC_LIMIT;
        if (read_at(file, segment->p_offset, entries, size * sizeof(*entries)))
            return size;
    }
    return 0;
}

static uint64_t
find_strings(const struct segments *segments, const ElfW(Dyn) * entries,
             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (entries[i].d_tag == DT_STRTAB)
            return offset_of(segments, entries[i].d_un.d_ptr);
    }
    return 0;
}

static void
read_names(int file, const struct segments *segments, struct pyf__elf *elf)
{
    ElfW(Dyn) entries[DYNAMIC_LIMIT];
    size_t count = read_dynamic(file, segments, entries);
    uint64_t strings = find_strings(segments, entries, count);
    char name[64];

    for (size_t i = 0; i < count && strings != 0; i++) {
        if (entries[i].d_tag == DT_NULL)
            return;
        if (entries[i].d_tag != DT_SONAME && entries[i].d_tag != DT_NEEDED)
            continue;
        read_name(file, strings + entries[i].d_un.d_val, name);
        if (entries[i].d_tag == DT_SONAME)
            memcpy(elf->soname, name, sizeof(name));
        else if (elf->needed[0] == '\0' && strncmp(name, "libpython", 9) == 0)
            memcpy(elf->needed, name, sizeof(name));
    }
}

static void
read_file(int file, struct pyf__elf *elf)
{
    ElfW(Ehdr) header;
    struct segments segments;

    if (!read_at(file, 0, &header, sizeof(header)) ||
        memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        return;
    /* The machine stands at the same place in both classes. */
    name_machine(elf->machine, header.e_ident, machine_of(&header));
    elf->kind = PYF__ELF_FOREIGN;
    if (memcmp(header.e_ident, __ehdr_start.e_ident, EI_VERSION) != 0 ||
        header.e_machine != __ehdr_start.e_machine)
        return;
    elf->kind = PYF__ELF_NATIVE;
    if (read_segments(file, &header, &segments))
        read_names(file, &segments, elf);
}

void
pyf__elf_read(const char *path, struct pyf__elf *elf)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    *elf = (struct pyf__elf){.kind = PYF__ELF_NOT};
    if (file < 0) {
        elf->error = errno;
        return;
    }
    read_file(file, elf);
    close(file);
}
