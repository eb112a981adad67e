from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .modeladmin import RecordClassAdmin

modeladmin_register(RecordClassAdmin)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for code, label, message in (
        ("file", "Внести в архив", "Запись внесена в архив"),
        ("publish", "Открыть выписки", "Выписки открыты всем"),
        (
            "rewrite_public",
            "Переписать открытые выписки",
            "Имена в открытых выписках: согласие дано или отозвано",
        ),
        ("withdraw", "Закрыть выписки", "Выписки сняты со страницы «Решения»"),
        ("hold", "Приостановить списание", "Списание приостановлено"),
        ("lift_hold", "Снять приостановку списания", "Приостановка списания снята"),
        ("start_act", "Начать акт о списании", "Акт о списании начат"),
        ("change_act", "Изменить акт о списании", "Акт о списании изменён"),
        ("send_act", "Отдать акт комиссии", "Акт отдан комиссии на подпись"),
        ("sign_act", "Подписать акт о списании", "Акт о списании подписан"),
        ("cancel_act", "Отменить акт о списании", "Акт о списании отменён"),
        ("complete_act", "Исполнить акт о списании", "Акт о списании исполнен"),
        ("write_off", "Списать запись", "Запись списана, её файлы и тексты уничтожены"),
        ("start_import", "Загрузить старые протоколы", "Старые протоколы загружены"),
        ("carry_out_import", "Перенести старые протоколы", "Старые протоколы перенесены"),
    ):
        actions.register_action(f"records.{code}", label, message)
