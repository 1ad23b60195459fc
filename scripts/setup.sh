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
    for candidate in python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

need_venv() {
    lock=$1
    python=$(find_python) || {
        need_system python3 python3-venv
        python=$(find_python) || {
            say "lotpass needs Python 3.11 or newer; this machine's is $(python3 --version 2>&1)."
            exit 4
        }
    }
    if [ ! -x .venv/bin/python ]; then
        "$python" -m venv .venv 2>/dev/null || {
            rm -rf .venv
            need_system python3-venv
            "$python" -m venv .venv
        }
    fi
    stamp=.venv/.installed
    wanted=$(cat "$lock" pyproject.toml | sha256sum)
    if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
        say "installing Python packages from $lock"
        .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r "$lock" >&2
        .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . >&2
        printf '%s' "$wanted" >"$stamp"
    fi
}

READING="tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-por tesseract-ocr-spa tesseract-ocr-osd"
