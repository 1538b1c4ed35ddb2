namespace Seedance.Costs;

/// <summary>What the jobs of one command may cost in all. Jobs are considered in the order of the inputs: the first one that could pass the limit is not sent, nor any after it.</summary>
/// <param name="dollars">The limit in US dollars.</param>
internal sealed class SpendingLimit(decimal dollars)
{
    private readonly object _lock = new();
    private readonly HashSet<int> _endedTurns = [];
    private TaskCompletionSource<bool> _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _turns;
    private int _currentTurn;
    private int _pending;
    private decimal _reserved;
    private bool _isReached;

    /// <summary>The limit in US dollars.</summary>
    public decimal Dollars { get; } = dollars;

    /// <summary>What the jobs cost that were submitted.</summary>
    public decimal Spent { get; private set; }

    /// <summary>How many jobs were submitted.</summary>
    public int Jobs { get; private set; }

    /// <summary>Takes the turn of the next input. Called in the order of the inputs; each turn must end.</summary>
    public SpendingTurn TakeTurn()
    {
        lock (_lock)
        {
            return new SpendingTurn(this, _turns++);
        }
    }

    /// <summary>Sets an amount aside, once the inputs before have had their turn and those in progress leave no doubt.</summary>
    /// <exception cref="CostLimitException">The amount could pass the limit.</exception>
    public async Task ReserveAsync(int turn, decimal amount, CancellationToken cancellationToken)
    {
        while (!TryReserve(turn, amount, out var change))
        {
            await change.OrCanceledAsync(cancellationToken);
        }
    }

    /// <summary>A turn has ended: the input is submitted, or never will be.</summary>
    public void EndTurn(int turn)
    {
        lock (_lock)
        {
            if (turn >= _currentTurn && _endedTurns.Add(turn))
            {
                while (_endedTurns.Remove(_currentTurn))
                {
                    _currentTurn++;
                }

                OnChanged();
            }
        }
    }

    /// <summary>Replaces what was set aside by what the job really costs.</summary>
    /// <param name="amount">What was set aside.</param>
    /// <param name="charged">What it costs; null when no job was created.</param>
    public void Settle(decimal amount, decimal? charged)
    {
        lock (_lock)
        {
            _pending--;
            _reserved -= amount;
            if (charged is { } cost)
            {
                Spent += cost;
                Jobs++;
            }

            OnChanged();
        }
    }

    private bool TryReserve(int turn, decimal amount, out Task change)
    {
        lock (_lock)
        {
            change = _changed.Task;
            // A turn that was had already is had again when another process has taken the job and did not get it.
            if (turn > _currentTurn)
            {
                return false;
            }

            if (!_isReached && Spent + _reserved + amount <= Dollars)
            {
                _pending++;
                _reserved += amount;
                EndTurn(turn);
                return true;
            }

            if (_pending > 0)
            {
                return false;
            }

            var isFollowing = _isReached;
            _isReached = true;
            throw new CostLimitException(this, amount, isFollowing);
        }
    }

    private void OnChanged()
    {
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult(true);
    }
}
