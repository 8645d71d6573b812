#!/bin/sh
set -eu
rsync -a --delete ./ "desk@$1.stonegate-works.com:/srv/desk/"
