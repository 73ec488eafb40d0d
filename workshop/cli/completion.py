"""``workshop completion``: what the shell needs to complete commands, options and file names."""

from click.shell_completion import get_completion_class

from workshop.cli.base import argument, choices
from workshop.cli.base import command as new_command
from workshop.cli.main import COMPLETE_VARIABLE, cli
from workshop.cli.streams import echo
from workshop.messages import N_

_SHELLS = ("bash", "zsh", "fish")


@new_command(
    name="completion",
    help=N_(
        'Print a script that lets the shell complete. In bash: eval "$(workshop completion bash)"'
    ),
)
@argument("shell", type=choices(_SHELLS), help=N_("Your shell"))
def command(shell: str) -> None:
    """Print what the shell needs."""
    found = get_completion_class(shell)
    assert found is not None
    echo(found(cli, {}, "workshop", COMPLETE_VARIABLE).source())
