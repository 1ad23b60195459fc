# Sourced by scripts/try and scripts/test: brings a Debian or Ubuntu machine to where lotpass runs.
#
#   need_system PACKAGE...   installs Debian packages that are missing, or says plainly what to install
#   need_venv LOCK           a virtual environment in .venv with exactly what LOCK pins, and lotpass itself

say() { printf '%s\n' "$*" >&2; }

need_system() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say "This machine has no apt-get. Install by its own means what these Debian packages hold, then try again:$missing"
        exit 4
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        say "These system packages are missing and installing them needs an administrator. Run this, then try again:"
        say "  sudo apt-get install --no-install-recommends$missing"
        exit 4
    fi
    say "installing system packages:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # the lists are meant to be split
    $as_root apt-get update -qq >&2 && $as_root apt-get install -y -qq --no-install-recommends $missing >&2 || {
        say "apt-get could not install:$missing"
        exit 4
    }
}

find_python() {
    # The machine's own Python first, since its venv package is at hand; of others the newest that the locks were tried with.
    for candidate in python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

need_venv() {
    lock=$1
    if ! python=$(find_python); then
        need_system python3 python3-venv
        if ! python=$(find_python); then
            need_system python3.11 python3.11-venv # an older release, such as Ubuntu 22.04, has it beside its own
            python=$(find_python) || {
                say "lotpass needs Python 3.11, 3.12 or 3.13; this machine's is $(python3 --version 2>&1)."
                exit 4
            }
        fi
    fi
    if [ ! -x .venv/bin/pip ]; then
        rm -rf .venv
        "$python" -m venv .venv >/dev/null 2>&1 || {
            rm -rf .venv
            if [ "$python" = python3 ]; then need_system python3-venv; else need_system "$python-venv"; fi
            "$python" -m venv .venv >&2
        }
    fi
    stamp=.venv/.installed
    wanted=$(cat "$lock" pyproject.toml | sha256sum)
    if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
        say "installing Python packages from $lock (about 1 GB, some minutes)"
        .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r "$lock" >&2
        .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . >&2
        printf '%s' "$wanted" >"$stamp"
    fi
}

READING="tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-por tesseract-ocr-spa tesseract-ocr-osd"
